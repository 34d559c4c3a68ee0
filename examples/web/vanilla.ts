/** The same without a framework: the field's own validity says what is wrong, so that the form cannot be sent before it is right. */
import { load } from "keyward";

/** Judges a field while it is typed in. */
export async function judge(field: HTMLInputElement, username: string): Promise<void> {
  const keyward = await load({ disclosure: "private" });
  const say = () => {
    const { findings } = keyward.check(field.value, { username });
    const refused = findings.find(({ severity }) => severity === "violation");
    field.setCustomValidity(refused?.message ?? "");
  };
  field.addEventListener("input", say);
  say();
}
