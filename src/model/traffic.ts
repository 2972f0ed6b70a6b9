/** How often a route or function ran, by a name that people or tracers give it. */
export interface TrafficCount {
	name: string;
	count: number;
}
