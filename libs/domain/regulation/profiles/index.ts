/** Regulations the house knows by heart; another one is a file here and a line below. */
import type { BuiltInProfile } from '../profile';
import { IZO } from './izo';
import { KIL } from './kil';
import { MR } from './mr';
import { S62 } from './s62';
import { SEV } from './sev';

export { IZO, KIL, MR, S62, SEV };

/** By id. */
export const BUILT_IN_PROFILES: { readonly [id: string]: BuiltInProfile } = Object.fromEntries(
  [IZO, SEV, MR, S62, KIL].map((profile) => [profile.id, profile]),
);
