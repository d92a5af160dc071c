/** A tag of the directory; members in lower case. */
export interface Tag {
  readonly tagId: number;
  readonly name: string;
  readonly members: readonly string[];
}

/** An uploaded file; its id is good for three days. */
export interface MediaFile {
  readonly mediaId: string;
  readonly type: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly createdAtMs: number;
  /** The group robot it was uploaded for; undefined = every app of the enterprise may use it. */
  readonly webhookKey: string | undefined;
}

/** Something that happens when the clock reaches a moment. */
export interface DueWork {
  readonly atMs: number;
  run(): Promise<void>;
}
