package org.chartroom.transcribe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The FFmpeg program that comes with Chartroom, unpacked into a folder. Safe for use by several threads. */
public final class FfmpegProgram {
    private static final String VERSION = "8.0.1-1.5.13";
    private static final List<String> LIBRARIES = List.of(
            "libavcodec.so.62",
            "libavfilter.so.11",
            "libavformat.so.62",
            "libavutil.so.60",
            "libdrm.so.2",
            "libswresample.so.6",
            "libswscale.so.9",
            "libva-drm.so.2",
            "libva.so.2");
    private static final List<String> DEVICE_FUNCTIONS = List.of(
            "av_input_audio_device_next",
            "av_input_video_device_next",
            "av_output_audio_device_next",
            "av_output_video_device_next",
            "avdevice_configuration",
            "avdevice_free_list_devices",
            "avdevice_list_input_sources",
            "avdevice_list_output_sinks",
            "avdevice_register_all",
            "avdevice_version");

    private final Path home;
    private final Path program;

    private FfmpegProgram(Path home, Path program) {
        this.home = home;
        this.program = program;
    }

    /**
     * Unpacks the program below a folder, about 65 MB, unless it is already there. Several processes may do so at once.
     *
     * @throws IOException when there is none for this platform, or the folder cannot be written
     */
    public static FfmpegProgram unpackInto(Path folder) throws IOException {
        Path home = folder.resolve("ffmpeg-" + VERSION);
        Path program = home.resolve("ffmpeg");
        if (!Files.exists(program)) {
            String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            String arch = System.getProperty("os.arch", "");
            if (!os.startsWith("linux") || !(arch.equals("amd64") || arch.equals("x86_64"))) {
                throw new IOException("there is no FFmpeg for " + os + " on " + arch + " in this build");
            }
            String place = "org/bytedeco/ffmpeg/linux-x86_64/";
            for (String library : LIBRARIES) {
                NativeFiles.unpack(place + library, home.resolve(library));
            }
            NativeFiles.put(
                    StandInLibrary.write("libavdevice.so.62", "LIBAVDEVICE_62", DEVICE_FUNCTIONS),
                    home.resolve("libavdevice.so.62"));
            // The program comes last: where it is, the rest is too.
            NativeFiles.unpack(place + "ffmpeg", program);
        }
        return new FfmpegProgram(home.toAbsolutePath(), program.toAbsolutePath());
    }

    /**
     * A process that has not been started yet: no environment but what the program needs, standard error kept apart.
     *
     * @param arguments without the program's own name
     */
    public ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("LD_LIBRARY_PATH", home.toString());
        return builder;
    }
}
