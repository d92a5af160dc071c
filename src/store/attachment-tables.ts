import type { Fixed } from "./column-types.ts";

/** Files that go with documents. */
export interface AttachmentTables {
  file_contents: {
    id: Fixed<string>;
    sha256: string | null;
    begun_at: Fixed<Date>;
  };
  file_chunks: {
    content_id: Fixed<string>;
    chunk_no: Fixed<number>;
    bytes: Fixed<Buffer>;
  };
  attachments: {
    id: Fixed<string>;
    case_id: Fixed<number>;
    sha256: Fixed<string>;
    type: Fixed<string>;
    size_bytes: Fixed<number>;
    name: Fixed<string>;
    uploaded_by: Fixed<string>;
    channel: Fixed<string>;
    once_key: Fixed<string | null>;
    uploaded_at: Fixed<Date>;
    attached_at: Date | null;
  };
  readings: {
    case_id: Fixed<number>;
    userid: Fixed<string>;
    sha256: Fixed<string>;
    opened_at: Fixed<Date>;
  };
}
