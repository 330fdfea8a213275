#!/usr/bin/env bash
# Dynamo (ai-dynamo-runtime 1.6.1): DYN_SYSTEM_PORT is a signed 16-bit number, so half of all ports are refused.
#
# The port of a process's own /health and /metrics may be 0 to 32767. A higher one is valid for TCP, and is what Linux
# gives when it is asked for a free port (32768 and up), yet the runtime does not start with it. Importing the library
# only warns; the error comes when the runtime is made. With 0 the runtime asks the system itself, and then listens
# without complaint at a port that it would have refused by number.
#
# Seen when this was written:
#   DYN_SYSTEM_PORT=32768: invalid value unsigned int `32768`, expected i16 for key "SYSTEM_PORT" in `DYN_SYSTEM_` environment variable(s)
#   DYN_SYSTEM_PORT=43373: invalid value unsigned int `43373`, expected i16 for key "SYSTEM_PORT" in `DYN_SYSTEM_` environment variable(s)
#   DYN_SYSTEM_PORT=21739: started at http://127.0.0.1:21739 (a port below 32768 that was free)
#   DYN_SYSTEM_PORT=0:     started at http://127.0.0.1:36619
set -euo pipefail

version=1.6.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

changed() {
  echo "changed: $1" >&2
  exit 1
}

# Only the native part is imported: the rest of the library asks for packages that it does without here.
cat >"$folder/start.py" <<'PYTHON'
import asyncio
from dynamo._core import DistributedRuntime


async def start():
    try:
        runtime = DistributedRuntime(asyncio.get_running_loop(), "file", "tcp", event_plane="zmq")
    except Exception as error:
        return error
    address = runtime.system_status_server_url()
    runtime.shutdown()
    return f"started at {address}"


print("told:", asyncio.run(start()))
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "ai-dynamo-runtime==$version"
"$folder/venv/bin/pip" --disable-pip-version-check list | grep ai-dynamo-runtime

# Prints what the runtime says when it is made with that port.
told() {
  DYN_SYSTEM_PORT=$1 DYN_SYSTEM_HOST=127.0.0.1 DYN_TCP_RPC_HOST=127.0.0.1 DYN_FILE_KV="$folder/discovery" \
    timeout 60 "$folder/venv/bin/python" "$folder/start.py" 2>"$folder/log" | sed -n 's/^told: //p'
}

for port in 32768 43373; do
  said=$(told "$port")
  echo "DYN_SYSTEM_PORT=$port: $said"
  [[ $said == *"\`$port\`, expected i16"* ]] || changed "Dynamo $version no longer refuses port $port as too large for an i16."
done

# The system gives no free port so low: the first that nobody holds is taken.
low=$(python3 - <<'PYTHON'
import socket

for port in range(21739, 32768):
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            continue
        print(port)
        break
PYTHON
)
for port in "$low" 0; do
  said=$(told "$port")
  echo "DYN_SYSTEM_PORT=$port: $said"
  [[ $said == "started at http://127.0.0.1:"* ]] || changed "Dynamo $version no longer starts with DYN_SYSTEM_PORT=$port."
done
