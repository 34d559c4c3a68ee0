from ctypes import CDLL, byref, c_size_t, c_void_p, create_string_buffer
import os

keyward = CDLL(os.environ.get("KEYWARD", "libkeyward.so.0"))
policy, report, length = c_void_p(), c_void_p(), c_size_t()
keyward.keyward_policy_new_preset(b"nhs-appendix-a", c_size_t(14), byref(policy))
password = "FarmHairTree83*".encode()
if keyward.keyward_check_utf8(policy, None, password, c_size_t(len(password)), byref(report)) == 0:
    text = create_string_buffer(4096)
    keyward.keyward_report_text_utf8(report, 2, 1, text, c_size_t(4096), byref(length))  # for the desk, in English
    print(text.raw[: length.value].decode())
keyward.keyward_report_free(report)
keyward.keyward_policy_free(policy)
