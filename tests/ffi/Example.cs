using System;
using System.Runtime.InteropServices;
using System.Text;

static class Example
{
    [DllImport("keyward")] static extern int keyward_policy_new_preset(byte[] name, UIntPtr length, out IntPtr policy);
    [DllImport("keyward", CharSet = CharSet.Unicode)]
    static extern int keyward_check_utf16(IntPtr policy, IntPtr context, string password, UIntPtr length, out IntPtr report);
    [DllImport("keyward")]
    static extern int keyward_report_accepted(IntPtr report, [MarshalAs(UnmanagedType.U1)] out bool accepted);
    [DllImport("keyward", CharSet = CharSet.Unicode)]
    static extern int keyward_report_text_utf16(IntPtr report, uint disclosure, uint language, [Out] char[] text, UIntPtr capacity, out UIntPtr needed);
    [DllImport("keyward")] static extern void keyward_report_free(IntPtr report);
    [DllImport("keyward")] static extern void keyward_policy_free(IntPtr policy);

    static void Main()
    {
        Console.OutputEncoding = Encoding.UTF8;
        var password = "FarmHairTree83*";
        IntPtr policy, report;
        keyward_policy_new_preset(Encoding.UTF8.GetBytes("nhs-appendix-a"), (UIntPtr)14, out policy);
        if (keyward_check_utf16(policy, IntPtr.Zero, password, (UIntPtr)password.Length, out report) == 0)
        {
            bool accepted;
            keyward_report_accepted(report, out accepted);
            var text = new char[4096];
            UIntPtr length;
            if (!accepted && keyward_report_text_utf16(report, 2, 1, text, (UIntPtr)text.Length, out length) == 0)
                Console.WriteLine(new string(text, 0, (int)length)); // for the desk, in English
        }
        keyward_report_free(report);
        keyward_policy_free(policy);
    }
}
