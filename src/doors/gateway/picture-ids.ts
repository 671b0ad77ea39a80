// A picture goes to a provider once and is then named by the provider's own id. Bounded, and says nothing of who asked.

const most = 2_000;
/** Providers keep what was sent to them for some weeks. */
const lastsMs = 7 * 86_400_000;

/** Ids of pictures at one provider. */
export class PictureIds {
  readonly #ids = new Map<string, { readonly id: string; readonly until: number }>();

  /** @returns null where it has to be sent */
  get(key: string): string | null {
    const found = this.#ids.get(key);
    if (found && found.until > Date.now()) return found.id;
    this.#ids.delete(key);
    return null;
  }

  keep(key: string, id: unknown): void {
    if (typeof id !== 'string' || id === '' || id.length > 512) return;
    this.#ids.set(key, { id, until: Date.now() + lastsMs });
    if (this.#ids.size <= most) return;
    const [oldest] = this.#ids.keys();
    if (oldest !== undefined) this.#ids.delete(oldest);
  }

  /** The provider does not know it any more. */
  forget(key: string): void {
    this.#ids.delete(key);
  }
}
