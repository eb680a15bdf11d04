package org.chartroom.transcribe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a shared library for 64-bit Linux on x86 whose functions all return 0.
 *
 * <p>FFmpeg's program is linked against its library of recording devices, which in turn wants a desktop's sound and
 * screen libraries; a plain server has none of them, and the program would not start. Chartroom opens no devices: in
 * place of that library stands this one, which needs nothing.
 */
final class StandInLibrary {
    private static final int PAGE = 0x1000;
    private static final int HEADERS = 64 + 4 * 56;
    private static final byte[] RETURN_ZERO = {0x31, (byte) 0xC0, (byte) 0xC3}; // xor eax,eax; ret

    private StandInLibrary() {}

    /**
     * @param soname the library's own name, such as {@code libx.so.1}
     * @param version the symbol version all functions carry
     * @param functions names of the functions
     */
    static byte[] write(String soname, String version, List<String> functions) {
        List<String> texts = new ArrayList<>(List.of(soname, version));
        texts.addAll(functions);
        StringBuilder strings = new StringBuilder("\0");
        List<Integer> offsets = new ArrayList<>();
        for (String text : texts) {
            offsets.add(strings.length());
            strings.append(text).append('\0');
        }
        int symbols = functions.size() + 1;
        int symtab = align(HEADERS);
        int strtab = symtab + symbols * 24;
        int hash = align(strtab + strings.length());
        int versym = hash + 4 * (3 + symbols);
        int verdef = align(versym + 2 * symbols);
        int code = align(verdef + 2 * 28);
        if (code + RETURN_ZERO.length > PAGE) {
            throw new IllegalArgumentException("a stand-in has room for fewer than " + functions.size() + " functions");
        }
        int dynamicSize = 10 * 16;
        ByteBuffer elf = ByteBuffer.allocate(PAGE + dynamicSize).order(ByteOrder.LITTLE_ENDIAN);

        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 3).putShort((short) 62).putInt(1); // shared object, x86-64
        elf.putLong(0).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 4);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        programHeader(elf, 1, 5, 0, code + RETURN_ZERO.length, PAGE); // readable and executable
        programHeader(elf, 1, 6, PAGE, dynamicSize, PAGE); // the loader writes into the dynamic table
        programHeader(elf, 2, 6, PAGE, dynamicSize, 8);
        programHeader(elf, 0x6474e551, 6, 0, 0, 16); // no executable stack

        elf.position(symtab + 24);
        for (int i = 0; i < functions.size(); i++) {
            elf.putInt(offsets.get(i + 2)).put((byte) 0x12).put((byte) 0).putShort((short) 1);
            elf.putLong(code).putLong(RETURN_ZERO.length);
        }
        elf.position(strtab).put(strings.toString().getBytes(StandardCharsets.US_ASCII));
        // One bucket with all symbols in a chain: there are a dozen of them.
        elf.position(hash).putInt(1).putInt(symbols).putInt(symbols > 1 ? 1 : 0).putInt(0);
        for (int i = 1; i < symbols; i++) {
            elf.putInt(i + 1 < symbols ? i + 1 : 0);
        }
        elf.position(versym + 2);
        for (int i = 1; i < symbols; i++) {
            elf.putShort((short) 2);
        }
        elf.position(verdef);
        versionDefinition(elf, 1, 1, soname, offsets.get(0), 28);
        versionDefinition(elf, 0, 2, version, offsets.get(1), 0);
        elf.position(code).put(RETURN_ZERO);
        elf.position(PAGE);
        long[][] dynamic = {
            {14, offsets.get(0)},
            {4, hash},
            {5, strtab},
            {6, symtab},
            {10, strings.length()},
            {11, 24},
            {0x6ffffffcL, verdef},
            {0x6ffffffdL, 2},
            {0x6ffffff0L, versym},
            {0, 0}
        };
        for (long[] entry : dynamic) {
            elf.putLong(entry[0]).putLong(entry[1]);
        }
        return elf.array();
    }

    private static void programHeader(ByteBuffer elf, int type, int flags, long offset, long size, long alignment) {
        elf.putInt(type).putInt(flags).putLong(offset).putLong(offset).putLong(offset);
        elf.putLong(size).putLong(size).putLong(alignment);
    }

    private static void versionDefinition(ByteBuffer elf, int flags, int index, String name, int nameAt, int next) {
        elf.putShort((short) 1).putShort((short) flags).putShort((short) index).putShort((short) 1);
        elf.putInt(elfHash(name)).putInt(20).putInt(next).putInt(nameAt).putInt(0);
    }

    private static int elfHash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash << 4) + name.charAt(i);
            int high = hash & 0xf0000000;
            hash = (hash ^ (high >>> 24)) & ~high;
        }
        return hash;
    }

    private static int align(int offset) {
        return (offset + 7) & ~7;
    }
}
