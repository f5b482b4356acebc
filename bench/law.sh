# Due dates computed with explanation, on one core: as data, and in words.
. "$ROOT/bench/lib.sh"
read -r bare words <<END
$("$ROOT/build/dinh" law bench)
END
row "due dates with explanation, one core" "$bare" "/s" ">=" 200000
row "due dates with explanation in words, one core" "$words" "/s" ">=" 200000
