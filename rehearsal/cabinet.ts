/** Documents by their names, as a rehearsal knows them while it is read from the first step to the last. */
import { sha256 } from './file-content.ts'

export class Cabinet {
  private readonly uploaded = new Map<string, string>()

  /** A document that was uploaded is its content; any other stands for itself: the same name, the same digest. */
  digestOf(name: string): string {
    return this.uploaded.get(name) ?? sha256(name)
  }

  has(name: string): boolean {
    return this.uploaded.has(name)
  }

  /** From now on the name means this content. */
  put(name: string, digest: string): void {
    this.uploaded.set(name, digest)
  }
}
