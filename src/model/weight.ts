/** What a site's weight is made of: the default blend, or one figure alone (`docs/weight.md`). */
export const WEIGHT_KINDS = ['blend', 'reach', 'pagerank', 'betweenness'] as const;
export type WeightKind = (typeof WEIGHT_KINDS)[number];
