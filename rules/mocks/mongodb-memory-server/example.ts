import {MongoMemoryServer} from 'mongodb-memory-server';

// expect: mongodb-memory-server ?: unknown (real)
const server = new MongoMemoryServer();
// ok: where it listens
server.getUri();
