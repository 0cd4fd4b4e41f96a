#!/bin/sh
# A Debian package of what `make install` installs: build/traca_VERSION_ARCHITECTURE.deb. What it
# depends on is what the program is linked with, and what it loads later (LAZY in the Makefile).
# `make deb` calls it.
set -eu
: "${BUILD:=build}"
command -v dpkg-shlibdeps >/dev/null || {
	echo "dpkg-shlibdeps is not there: ./deps.sh --deb" >&2
	exit 2
}
version=$(sed -n 's/.*TRACA_VERSION "\(.*\)"/\1/p' cmd/version.h)
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
doc=$root/usr/share/doc/traca

umask 022
"${MAKE:-make}" -s install BUILD="$BUILD" DESTDIR="$root" PREFIX=/usr >/dev/null
strip --remove-section=.comment --remove-section=.note "$root/usr/bin/traca"
find "$root/usr/share/man" -name '*.1' -exec gzip -9n {} +
mkdir -p "$doc" "$work/debian" "$root/DEBIAN"
cp README.md ARCHITECTURE.md "$doc"
cp LICENSE "$doc/copyright"
gzip -9n "$doc/README.md" "$doc/ARCHITECTURE.md"

# Linked with what the program loads, so that dpkg-shlibdeps sees that, too.
lazy=$(sed -n 's/^LAZY := //p' Makefile)
# shellcheck disable=SC2046,SC2086 # several words
echo 'int main(void) { return 0; }' | ${CC:-cc} -x c -o "$work/loads" - -Wl,--no-as-needed $(pkg-config --libs $lazy)

# It wants to be called in a source tree.
printf 'Source: traca\n\nPackage: traca\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "$root/usr/bin/traca" loads 2>/dev/null |
	sed -n 's/^shlibs:Depends=//p')
size=$(du -k -s "$root/usr" | cut -f 1)
cat >"$root/DEBIAN/control" <<END
Package: traca
Version: $version
Architecture: $architecture
Maintainer: The traca project <traca@localhost>
Installed-Size: $size
Depends: $depends, ca-certificates
Recommends: libcld2-0
Section: text
Priority: optional
Description: polite crawler that counts characters and words of books
 Collects the texts of an author, a list or a site with manners (two seconds
 between requests to a host, robots.txt, a cache on the disk), cleans them,
 counts their characters and words, and shows the numbers.
END
(cd "$root" && find usr -type f -exec md5sum {} + >DEBIAN/md5sums)
dpkg-deb --root-owner-group --build "$root" "$BUILD/traca_${version}_$architecture.deb" >/dev/null
echo "$BUILD/traca_${version}_$architecture.deb"
