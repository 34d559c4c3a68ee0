// The judged cases of tests/vectors through JNA, in UTF-16. The argument is a file of cases as tests/c/vectors.c has it.

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

public class Vectors {
    interface Keyward extends Library {
        int keyward_policy_new_preset(byte[] name, long length, PointerByReference policy);
        void keyward_policy_free(Pointer policy);
        int keyward_context_new(PointerByReference context);
        int keyward_context_add_utf16(Pointer context, int field, short[] value, long length);
        int keyward_context_set_date_of_birth(Pointer context, short year, byte month, byte day);
        int keyward_context_set_operation(Pointer context, int operation);
        void keyward_context_free(Pointer context);
        int keyward_check_utf16(Pointer policy, Pointer context, short[] password, long length, PointerByReference report);
        int keyward_report_count(Pointer report, LongByReference count);
        int keyward_report_rule(Pointer report, long index, IntByReference rule);
        int keyward_report_span(Pointer report, long index, LongByReference start, LongByReference end);
        void keyward_report_free(Pointer report);
    }

    static final Keyward C = Native.load(System.getenv("KEYWARD"), Keyward.class);

    public static void main(String[] arguments) throws IOException {
        int cases = 0;
        try (DataInputStream input = new DataInputStream(new FileInputStream(arguments[0]))) {
            for (; input.available() > 0; cases++) {
                judge(input);
            }
        }
        System.out.println(cases + " cases");
    }

    static void judge(DataInputStream input) throws IOException {
        PointerByReference policy = new PointerByReference(), context = new PointerByReference(), report = new PointerByReference();
        ok(C.keyward_context_new(context));
        String password = "", findings = "", name = "";
        for (int pieces = input.readInt(); pieces > 0; pieces--) {
            int kind = input.readInt();
            byte[] bytes = input.readNBytes(input.readInt());
            String text = new String(bytes, StandardCharsets.UTF_8);
            switch (kind) {
                case 100 -> password = text;
                case 101 -> { }
                case 102 -> ok(C.keyward_policy_new_preset(bytes, bytes.length, policy));
                case 103 -> ok(C.keyward_context_set_operation(context.getValue(), text.equals("set") ? 2 : 1));
                case 104 -> {
                    if (!text.isEmpty()) {
                        String[] date = text.split("-");
                        ok(C.keyward_context_set_date_of_birth(context.getValue(), Short.parseShort(date[0]),
                            Byte.parseByte(date[1]), Byte.parseByte(date[2])));
                    }
                }
                case 105 -> findings = text;
                case 106 -> name = text;
                default -> ok(C.keyward_context_add_utf16(context.getValue(), kind, Example.units(text), text.length()));
            }
        }
        ok(C.keyward_check_utf16(policy.getValue(), context.getValue(), Example.units(password), password.length(), report));
        LongByReference count = new LongByReference();
        ok(C.keyward_report_count(report.getValue(), count));
        StringBuilder found = new StringBuilder();
        for (long index = 0; index < count.getValue(); index++) {
            IntByReference rule = new IntByReference();
            LongByReference start = new LongByReference(-1), end = new LongByReference(-1);
            ok(C.keyward_report_rule(report.getValue(), index, rule));
            C.keyward_report_span(report.getValue(), index, start, end);
            found.append(rule.getValue() + " " + start.getValue() + " " + end.getValue() + "\n");
        }
        // A line of what is expected has the places in bytes before those in units of UTF-16.
        String expected = findings.replaceAll("(?m)^(\\S+) \\S+ \\S+ ", "$1 ");
        if (!expected.contentEquals(found)) {
            throw new AssertionError(name + ": " + found + " is not " + expected);
        }
        C.keyward_report_free(report.getValue());
        C.keyward_context_free(context.getValue());
        C.keyward_policy_free(policy.getValue());
    }

    static void ok(int status) {
        if (status != 0) {
            throw new AssertionError("status " + status);
        }
    }
}
