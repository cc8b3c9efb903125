#!/bin/sh
# What the tests drive that is no Python package: a browser, node with npm, PostgreSQL, Redis, nginx and CUPS;
# and a C compiler for the measurements.
# Installs what is missing when it may; starts nothing and leaves no service running of its own.
set -eu
missing=""
command -v chromium-headless-shell >/dev/null 2>&1 || missing="$missing chromium-headless-shell"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v cc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"
cups=""
[ -x /usr/sbin/cupsd ] || cups="cups-daemon cups-client" # alone: what it recommends is a desktop's
[ -z "$missing$cups" ] && exit 0
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
# shellcheck disable=SC2086
$sudo apt-get update -qq &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        $cups >/dev/null || {
    echo "The tests need Debian's packages: apt-get install$missing $cups" >&2
    exit 1
}
