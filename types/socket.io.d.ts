// As much of the vendored Socket.IO client as the pages use.
import type { LiveSocket } from "/static/live.js";

export function io(namespace: string, options: object): LiveSocket;
