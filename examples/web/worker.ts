/** A worker that judges, so that a page with much to do stays quick. It answers each request with its number. */
import { load, type Context } from "keyward";

const keyward = load({ policy: "nhs-appendix-a" });

onmessage = async ({ data }: MessageEvent<{ id: number; password: string; context?: Context }>) => {
  postMessage({ id: data.id, report: (await keyward).check(data.password, data.context) });
};
