import {Toxiproxy} from 'toxiproxy-node-client';

// expect: toxiproxy-node-client ?: unknown (real)
const toxiproxy = new Toxiproxy('http://localhost:8474');
// ok: the proxies that are there
await toxiproxy.getAll();
