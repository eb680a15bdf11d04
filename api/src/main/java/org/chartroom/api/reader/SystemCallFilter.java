package org.chartroom.api.reader;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of system calls a reader is refused, as a program for the Linux kernel's seccomp filter on x86-64. What is
 * not named stays allowed: files, threads, memory, and starting the audio decoder, which inherits the filter.
 */
final class SystemCallFilter {
    private static final int ARCHITECTURE_X86_64 = 0xC000003E;
    private static final int X32_BIT = 0x40000000;
    private static final int CLONE_NEWUSER = 0x10000000;
    private static final int CLONE = 56;
    private static final int CLONE3 = 435;

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int NOT_PERMITTED = 0x00050000 | 1;
    private static final int NOT_IMPLEMENTED = 0x00050000 | 38;

    private static final int OFFSET_NUMBER = 0;
    private static final int OFFSET_ARCHITECTURE = 4;
    private static final int OFFSET_FIRST_ARGUMENT = 16;

    /** Numbers of the x86-64 table. Refused with "operation not permitted". */
    private static final int[] REFUSED = {
        41, // socket, of any family: no network, and no local daemon either
        42, // connect
        43, // accept
        49, // bind
        50, // listen
        288, // accept4
        109, // setpgid
        112, // setsid: what it starts stays in its session, by which it is found and ended
        101, // ptrace
        310, // process_vm_readv
        311, // process_vm_writev
        312, // kcmp
        438, // pidfd_getfd
        155, // pivot_root
        161, // chroot
        165, // mount
        166, // umount2
        428, // open_tree
        429, // move_mount
        430, // fsopen
        431, // fsconfig
        432, // fsmount
        433, // fspick
        442, // mount_setattr
        272, // unshare
        308, // setns
        321, // bpf
        298, // perf_event_open
        323, // userfaultfd
        425, // io_uring_setup: it could open sockets past this filter
        426, // io_uring_enter
        427, // io_uring_register
        248, // add_key
        249, // request_key
        250, // keyctl
        246, // kexec_load
        320, // kexec_file_load
        175, // init_module
        176, // delete_module
        313, // finit_module
        169, // reboot
        167, // swapon
        168, // swapoff
        163, // acct
        164, // settimeofday
        227, // clock_settime
        170, // sethostname
        171, // setdomainname
        172, // iopl
        173, // ioperm
        179, // quotactl
        304 // open_by_handle_at
    };

    private SystemCallFilter() {}

    /** The kernel's {@code struct sock_fprog} with its instructions, both in {@code arena}. */
    static MemorySegment program(Arena arena) {
        List<long[]> steps = new ArrayList<>();
        steps.add(step(LOAD_WORD, 0, 0, OFFSET_ARCHITECTURE));
        steps.add(step(JUMP_EQUAL, 1, 0, ARCHITECTURE_X86_64));
        steps.add(step(RETURN, 0, 0, KILL));
        steps.add(step(LOAD_WORD, 0, 0, OFFSET_NUMBER));
        steps.add(step(JUMP_AT_LEAST, 0, 1, X32_BIT));
        steps.add(step(RETURN, 0, 0, NOT_PERMITTED));
        // The flags of clone3 lie in memory, where a filter cannot look: without it the C library falls back to clone.
        steps.add(step(JUMP_EQUAL, 0, 1, CLONE3));
        steps.add(step(RETURN, 0, 0, NOT_IMPLEMENTED));
        for (int number : REFUSED) {
            steps.add(step(JUMP_EQUAL, 0, 1, number));
            steps.add(step(RETURN, 0, 0, NOT_PERMITTED));
        }
        steps.add(step(JUMP_EQUAL, 0, 3, CLONE));
        steps.add(step(LOAD_WORD, 0, 0, OFFSET_FIRST_ARGUMENT));
        steps.add(step(JUMP_ANY_BIT, 0, 1, CLONE_NEWUSER));
        steps.add(step(RETURN, 0, 0, NOT_PERMITTED));
        steps.add(step(RETURN, 0, 0, ALLOW));

        MemorySegment code = arena.allocate(8L * steps.size(), 8);
        for (int i = 0; i < steps.size(); i++) {
            long[] step = steps.get(i);
            code.set(ValueLayout.JAVA_SHORT, 8L * i, (short) step[0]);
            code.set(ValueLayout.JAVA_BYTE, 8L * i + 2, (byte) step[1]);
            code.set(ValueLayout.JAVA_BYTE, 8L * i + 3, (byte) step[2]);
            code.set(ValueLayout.JAVA_INT, 8L * i + 4, (int) step[3]);
        }
        MemorySegment program = arena.allocate(16, 8);
        program.set(ValueLayout.JAVA_SHORT, 0, (short) steps.size());
        program.set(ValueLayout.ADDRESS, 8, code);
        return program;
    }

    private static long[] step(int code, int whenTrue, int whenFalse, int value) {
        return new long[] {code, whenTrue, whenFalse, value};
    }
}
