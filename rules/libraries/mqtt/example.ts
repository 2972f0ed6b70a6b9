import mqtt from 'mqtt';

export const client = mqtt.connect('mqtt://localhost', {
	// expect: retry arcs=retry,recover
	reconnectPeriod: 5000,
	// expect: timeout arcs=fire
	connectTimeout: 3000,
});
client.on('reconnect', () => console.warn('again'));

// implicit: retry arcs=retry,recover
// implicit: timeout arcs=fire
export const plain = mqtt.connect('mqtt://localhost');

// ok: retry
// implicit: timeout arcs=fire
export const once = mqtt.connect('mqtt://localhost', {reconnectPeriod: 0});
