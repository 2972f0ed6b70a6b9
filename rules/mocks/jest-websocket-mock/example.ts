import WS from 'jest-websocket-mock';

// expect: jest-websocket-mock global WebSocket: unknown
const server = new WS('ws://localhost:1234');
// ok: a message
server.send('hello');
