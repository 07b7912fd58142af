/** Regulations the house knows by heart; another one is a file here and a line below. */
import type { BuiltInProfile } from '../profile';
import { S62 } from './s62';

export { S62 };

/** By id. */
export const BUILT_IN_PROFILES: { readonly [id: string]: BuiltInProfile } = { [S62.id]: S62 };
