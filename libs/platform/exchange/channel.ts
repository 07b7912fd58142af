/** The port: how parcels of files leave for another system (an adapter of СМЭВ, a shared folder) and its answers come back. */

export interface Parcel {
  /** Stable: the same parcel sent again has the same id. Letters, digits, hyphens. */
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** What the manifest says beside ids and digests. */
  readonly about: { readonly [name: string]: string | number };
}

/** A file that came back; its name is the channel's own. */
export interface Answer {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface ParcelChannel {
  /** Resolves when the other side has the whole parcel or will have it; a parcel that is there already is left as it is. */
  send(parcel: Parcel): Promise<void>;
  /** Answers that nobody has settled, in the order of their names. */
  answers(): Promise<readonly Answer[]>;
  /** The answer has been dealt with and does not come again. @param why said to whoever looks for it, where it was no use */
  settle(name: string, why?: string): Promise<void>;
}
