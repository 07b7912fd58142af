/** Sentences of the OpenAPI document used more than once. */
export const EFFECTIVE = 'Day the act takes legal effect; may lie before today, never after';
