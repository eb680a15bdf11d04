#!/usr/bin/env bash
# Brings the fonts and voices that the sample generator draws and speaks with into .cache/fonts and .cache/voices.
# Only who regenerates the samples needs them; needs Debian's apt-get, but no root.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work="$root/.cache/samples-tools"
mkdir -p "$work" "$root/.cache/fonts" "$root/.cache/voices"
cd "$work"
apt-get download fonts-liberation fonts-breip flite libflite1 espeak-ng libespeak-ng1 espeak-ng-data libpcaudio0 libsonic0
for package in ./*.deb; do dpkg -x "$package" unpacked; done
find unpacked/usr/share/fonts -name '*.ttf' -exec cp {} "$root/.cache/fonts/" \;
cp -r unpacked/usr "$root/.cache/voices/"
echo "fonts and voices are in .cache; now run: ./mvnw -pl samples -am compile exec:java"
