#!/bin/sh
# What `cargo xtask` starts from, in a bare Debian 12: a C compiler, git, Node.js, Python, and Rust by way of rustup. All else the
# commands install themselves.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
    ca-certificates curl gcc git libc6-dev make nodejs npm pkg-config python3 python3-venv >/dev/null
# Debian's Node.js is older than the package asks for.
npm install --silent --global --no-audit --no-fund node@20 npm@10
git config --global --add safe.directory "$PWD"
curl --proto '=https' --tlsv1.2 --silent --show-error --fail https://sh.rustup.rs | sh -s -- -y --profile default
echo "$HOME/.cargo/bin" >> "${GITHUB_PATH:-/dev/null}"
