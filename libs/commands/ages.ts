/** Ages from the vault: the birth date is read as evidence and stays here; rules see full years. */
import { ageOn, isIsoDate, type IsoDate } from '@nastavnik/kernel';
import type { AgeOf } from '@nastavnik/evidence';
import type { SealedRecord, Vault } from '@nastavnik/platform/vault';
