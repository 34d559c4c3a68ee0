import com.sun.jna.*;
import com.sun.jna.ptr.*;

public class Example {
    interface Keyward extends Library {
        Keyward C = Native.load(System.getenv().getOrDefault("KEYWARD", "keyward"), Keyward.class);
        int keyward_policy_new_preset(String name, long length, PointerByReference policy);
        int keyward_check_utf16(Pointer policy, Pointer context, short[] password, long length, PointerByReference report);
        int keyward_report_text_utf16(Pointer report, int disclosure, int language, short[] text, long size, LongByReference needed);
        void keyward_report_free(Pointer report);
        void keyward_policy_free(Pointer policy);
    }

    public static void main(String[] arguments) {
        PointerByReference policy = new PointerByReference(), report = new PointerByReference();
        LongByReference length = new LongByReference();
        short[] password = units("FarmHairTree83*"), text = new short[4096];
        Keyward.C.keyward_policy_new_preset("nhs-appendix-a", 14, policy);
        if (Keyward.C.keyward_check_utf16(policy.getValue(), null, password, password.length, report) == 0) {
            Keyward.C.keyward_report_text_utf16(report.getValue(), 2, 1, text, text.length, length);
            for (int place = 0; place < length.getValue(); place++) System.out.print((char) text[place]);
            System.out.println();
        }
        Keyward.C.keyward_report_free(report.getValue());
        Keyward.C.keyward_policy_free(policy.getValue());
    }

    static short[] units(String text) {
        short[] units = new short[text.length()];
        for (int place = 0; place < units.length; place++) units[place] = (short) text.charAt(place);
        return units;
    }
}
