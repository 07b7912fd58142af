/** Door: parcels of files to another system and its answers, by whatever way there is. */
export type { Answer, Parcel, ParcelChannel } from './channel';
export { FolderChannel } from './folder-channel';
