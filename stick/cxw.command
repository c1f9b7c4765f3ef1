#!/bin/sh
# Starts cxw on a borrowed laptop: finds a Python, the rest is start.py's.
here=$(cd "$(dirname "$0")" && pwd)

fits() {
    command -v "$1" >/dev/null 2>&1 || return 1
    # without Apple's developer tools this one only opens a window that offers them
    if [ "$(command -v "$1")" = /usr/bin/python3 ] && [ "$(uname)" = Darwin ]; then
        xcode-select -p >/dev/null 2>&1 || return 1
    fi
    "$1" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1
}

for python in "$here/python/bin/python3" python3.14 python3.13 python3.12 python3.11 \
    /Library/Frameworks/Python.framework/Versions/3.1[1-4]/bin/python3 \
    /opt/homebrew/bin/python3 /usr/local/bin/python3 python3; do
    if fits "$python"; then
        exec "$python" "$here/start.py" "$@"
    fi
done

echo 'This laptop has no Python from 3.11 to 3.14, and the stick has none in its folder "python".' >&2
echo 'README.txt on the stick says what can be done.' >&2
exit 1
