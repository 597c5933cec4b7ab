#!/bin/sh
# Signs, notarises and packs the application for macOS: disk-image.sh VERSION, called by `./run app`.
# Untested: no Mac was at hand. Without the variables below it packs an unsigned image, which opens
# by a right click and Open.
#   CODESIGN_IDENTITY    "Developer ID Application: ..."
#   NOTARY_PROFILE       a profile that `xcrun notarytool store-credentials` made
set -eu

version=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
dist=$here/../../../dist
app=$dist/Determination\ Desk.app
image=$dist/determination-desk-$version-$(uname -m).dmg

if [ -n "${CODESIGN_IDENTITY-}" ]; then
    codesign --force --deep --timestamp --options runtime \
        --entitlements "$here/entitlements.plist" --sign "$CODESIGN_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -quiet -volname 'Determination Desk' -srcfolder "$stage" -format UDZO "$image"

if [ -n "${NOTARY_PROFILE-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
