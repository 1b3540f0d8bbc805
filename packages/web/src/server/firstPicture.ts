/** When at the latest nobody waits any longer, whatever became of the picture. */
const PATIENCE_MS = 15_000;

let coming: Promise<void> | null = null;
let end: () => void = () => undefined;

/** A plan is being opened: what nobody looks at before its picture is there makes room for it. */
export function expectPicture(): void {
  coming = new Promise((resolve) => {
    end = resolve;
    setTimeout(pictureShown, PATIENCE_MS);
  });
}

/** The picture is there, or none will come. */
export function pictureShown(): void {
  end();
  coming = null;
}

/** Waits for the picture of a plan that is being opened; at once when none is. */
export async function firstPicture(): Promise<void> {
  await coming;
}
