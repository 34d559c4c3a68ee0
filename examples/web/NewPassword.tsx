/** A field for a new password with its checklist, which says what is met while it is typed. */
import { useState } from "react";
import { usePassword } from "./usePassword.js";

export function NewPassword({ username }: { username: string }) {
  const [password, setPassword] = useState("");
  const [context] = useState({ username });
  const report = usePassword(password, context);
  return (
    <form>
      <label htmlFor="new-password">New password</label>
      <input
        id="new-password"
        name="password"
        type="password"
        autoComplete="new-password"
        aria-describedby="requirements"
        aria-invalid={password !== "" && report?.accepted === false}
        onChange={(event) => setPassword(event.target.value)}
      />
      <ul id="requirements" aria-live="polite">
        {report?.requirements.map(({ rule, met, text }) => (
          <li key={rule} data-met={met}>
            {met ? "✓" : "–"} {text}
          </li>
        ))}
      </ul>
    </form>
  );
}
