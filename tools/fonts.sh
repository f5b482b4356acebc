#!/bin/sh
# Cuts Be Vietnam Pro to the Vietnamese alphabet, gives it figures of one width
# (OpenType feature tnum: each digit in the middle of the width of 0) and puts it
# into ui/fonts. Its licence reserves no name, so that the changed font keeps it.
# Needs npm, python3-fonttools, python3-brotli and xxhash; the two small files are kept
# in the repository, so that building needs none of them. Writes the fonts'
# versions into ui/style.css, in the way of asset_url (src/civic/page.c).
set -eu

PACKAGE=@expo-google-fonts/be-vietnam-pro@0.4.1 # whole faces, with all their kerning
# ASCII; Latin-1 letters, signs and quotes that Vietnamese uses; Ă Đ Ĩ Ũ Ơ Ư;
# Ạ–ỹ; dashes, quotes, • … ‹ › ₫ ← → − ≤ ≥
LETTERS="U+0020-007E,U+00A0,U+00A7,U+00AB,U+00B0,U+00B2,U+00B3,U+00B7,U+00BB,U+00BD,\
U+00C0-00C3,U+00C8-00CA,U+00CC,U+00CD,U+00D2-00D5,U+00D7,U+00D9,U+00DA,U+00DD,\
U+00E0-00E3,U+00E8-00EA,U+00EC,U+00ED,U+00F2-00F5,U+00F9,U+00FA,U+00FD,\
U+0102,U+0103,U+0110,U+0111,U+0128,U+0129,U+0168,U+0169,U+01A0,U+01A1,U+01AF,U+01B0,\
U+1EA0-1EF9,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2039,U+203A,\
U+20AB,U+2190,U+2192,U+2212,U+2264,U+2265"

cd "$(dirname "$0")/.."
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "$PACKAGE" >/dev/null && tar xzf ./*.tgz)

cat >"$work/figures.py" <<'PYTHON'
import sys
from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

source, target = sys.argv[1:]
font = TTFont(source)
names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
widths = font["hmtx"].metrics
width = widths[names[0]][0]
pairs = {}
for name in names:
    advance, bearing = widths[name]
    shift = (width - advance) // 2
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(name, (1, 0, 0, 1, shift, 0))
    pairs[name] = name + ".tnum"
    font["glyf"][pairs[name]] = pen.glyph()
    widths[pairs[name]] = (width, bearing + shift)
table = font["GSUB"].table
table.LookupList.Lookup.append(buildLookup([buildSingleSubstSubtable(pairs)]))
table.LookupList.LookupCount = len(table.LookupList.Lookup)
record = otTables.FeatureRecord()
record.FeatureTag = "tnum"
record.Feature = otTables.Feature()
record.Feature.FeatureParams = None
record.Feature.LookupListIndex = [table.LookupList.LookupCount - 1]
record.Feature.LookupCount = 1
table.FeatureList.FeatureRecord.append(record)
table.FeatureList.FeatureCount = len(table.FeatureList.FeatureRecord)
for script in table.ScriptList.ScriptRecord:
    languages = [script.Script.DefaultLangSys]
    languages += [one.LangSys for one in script.Script.LangSysRecord]
    for language in filter(None, languages):
        language.FeatureIndex.append(table.FeatureList.FeatureCount - 1)
        language.FeatureCount = len(language.FeatureIndex)
font.save(target)
PYTHON

for face in 400:400Regular 600:600SemiBold; do
    weight=${face%%:*} name=${face#*:}
    /usr/bin/python3 "$work/figures.py" \
        "$work/package/$name/BeVietnamPro_$name.ttf" "$work/$weight.ttf"
    /usr/bin/python3 -m fontTools.subset "$work/$weight.ttf" --unicodes="$LETTERS" \
        --layout-features=kern,ccmp,locl,tnum --no-hinting --flavor=woff2 \
        --output-file="$here/ui/fonts/be-vietnam-pro-$weight.woff2"
done

for weight in 400 600; do
    font=fonts/be-vietnam-pro-$weight.woff2
    version=$(xxhsum -H3 "ui/$font" | grep -o '.\{8\}$') # of str_hash, as asset.c
    sed "s|\"$font[^\"]*\"|\"$font?v=$version\"|" ui/style.css >"$work/style.css"
    cat "$work/style.css" >ui/style.css
done
ls -l ui/fonts
