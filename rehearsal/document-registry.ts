/** The documents of a rehearsal by name, while its steps are read in order. */
import { sha256 } from './file-content.ts'

export class DocumentRegistry {
  private readonly uploaded = new Map<string, string>()

  /** The digest of the uploaded content; for a document that was not uploaded, a digest of its name. */
  digestOf(name: string): string {
    return this.uploaded.get(name) ?? sha256(name)
  }

  has(name: string): boolean {
    return this.uploaded.has(name)
  }

  /** From this step on, the name stands for this content. */
  put(name: string, digest: string): void {
    this.uploaded.set(name, digest)
  }
}
