#!/bin/sh
# Packs the built folder as an AppImage, where appimagetool is on the path: appimage.sh VERSION.
# Untested: the tool could not be had where this was written. `./run app --folder` comes first.
set -eu

version=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$here/../..
name=org.determinationdesk.DeterminationDesk
tree=$root/build/determination-desk.AppDir

command -v appimagetool >/dev/null || {
    echo 'appimagetool is not on the path.' >&2
    exit 1
}
rm -rf "$tree"
mkdir -p "$tree/usr/lib" "$tree/usr/share/metainfo"
cp -a "$root/dist/determination-desk" "$tree/usr/lib/"
ln -s usr/lib/determination-desk/determination-desk "$tree/AppRun"
cp "$here/linux/$name.desktop" "$tree/"
cp "$root/build/made/hicolor/256x256/determination-desk.png" "$tree/$name.png"
sed "s/@VERSION@/$version/; s/@DATE@/$(date -u +%Y-%m-%d)/" "$here/linux/$name.metainfo.xml" \
    >"$tree/usr/share/metainfo/$name.metainfo.xml"
appimagetool "$tree" "$root/dist/determination-desk-$version-$(uname -m).AppImage"
