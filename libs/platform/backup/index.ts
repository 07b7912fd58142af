/** Door of backups: tables of a PostgreSQL database in one snapshot, as one file that can be checked before anything is done with it. */
export { ArchiveWriter, type ArchivedTable, type Manifest, readManifest } from './archive';
export { BackupDamaged } from './tar';
export { loadArchive } from './load';
export { type Snapshot, type SnapshotTable, takeSnapshot } from './snapshot';
