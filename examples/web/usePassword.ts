/**
 * A hook for React that judges a password while it is typed. keyward is loaded in the browser alone, so a page that is rendered on
 * a server has the field without a verdict, and judges from the first keystroke on.
 */
import { useEffect, useMemo, useState } from "react";
import { load, type Context, type Keyward, type Options, type Report } from "keyward";

let loading: Promise<Keyward> | undefined;

/** The report on a password; undefined before keyward is there. `options` count when it is first used on a page. */
export function usePassword(password: string, context?: Context, options?: Options): Report | undefined {
  const [keyward, setKeyward] = useState<Keyward>();
  useEffect(() => {
    let wanted = true;
    loading ??= load(options);
    loading.then(
      (loaded) => wanted && setKeyward(loaded),
      // The server judges in any case; a page without the module is a page without help.
      () => (loading = undefined),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return useMemo(() => keyward?.check(password, context), [keyward, password, context]);
}
