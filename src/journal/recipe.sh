#!/bin/sh
# Checks a duty journal with nothing but sqlite3 and sha256sum: sh recipe.sh JOURNAL
# Each hash is the SHA-256 of the entry's fields, written as <bytes>:<field>, one after the other.
zeros=$(printf '%064d' 0)
sqlite3 -readonly "$1" "SELECT seq, prev, hash FROM entry ORDER BY seq" | {
    last=$zeros count=0 bad=0
    while IFS='|' read -r seq prev hash; do
        count=$((count + 1))
        made=$(printf %s "$(sqlite3 -readonly "$1" "
            SELECT group_concat(length(CAST(value AS BLOB)) || ':' || value || ',', '')
            FROM entry, desk, json_each(json_array('zhiban-entry-1', desk_id, seq, prev,
                entry.id, day, happened_ms, recorded_ms, offset_s, zone, boot_id, boot_ms,
                officer, kind, coalesce(subject, ''), payload))
            WHERE seq = $seq")" | sha256sum | cut -d ' ' -f 1)
        [ "$seq" = "$count" ] || { echo "entry $seq: expected $count"; bad=1; }
        [ "$prev" = "$last" ] || { echo "entry $seq: does not follow the one before"; bad=1; }
        [ "$made" = "$hash" ] || { echo "entry $seq: was changed"; bad=1; }
        [ "$bad" = 0 ] || exit 1
        last=$hash
    done
    echo "$count entries, head $last"
}
