/** Door: the erasable store of personal data. */
export { SealedRecord, type VaultData, type VaultEntry, type VaultRef } from './sealed-record';
export {
  addMasterKey,
  decrypt,
  encrypt,
  fingerprint,
  keepCurrentMasterKey,
  keyInFile,
  type MasterKeys,
  masterKeys,
  masterKeysInFile,
  parseMasterKey,
} from './keys';
export { type AccessEntry, type AccessQuestion, type VaultAccess } from './access-log';
export { type Erasure, ErasureRegister, RegisterDamaged } from './erasure-register';
export { SubjectErased, VaultUnreadable } from './person-keys';
export { type ErasureWitness, type Holding, RecordMismatch, Vault, type VaultRecord } from './vault';
import { Vault1700000000100, VaultKeys1764000000010 } from './vault.migration';

/** For `migrate` of platform/postgres. */
export const vaultMigrations = [Vault1700000000100, VaultKeys1764000000010] as const;
