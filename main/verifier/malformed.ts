/** A container or manifest that is not what a package must be. The message is one plain sentence. */
export class MalformedPackage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedPackage';
  }
}
