import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.spool.SpooledLocation;
import io.trino.spi.spool.SpooledLocation.DirectLocation;
import io.trino.spi.spool.SpooledSegmentHandle;
import io.trino.spi.spool.SpoolingContext;
import io.trino.spi.spool.SpoolingManager;
import io.trino.spi.spool.SpoolingManagerContext;
import io.trino.spi.spool.SpoolingManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One file a segment, deleted when the client has it. */
record SpoolFolder(Path folder) implements SpoolingManager {
    record Handle(String identifier, String encoding, Instant expirationTime) implements SpooledSegmentHandle {
        static Handle of(String identifier, String encoding) {
            return new Handle(identifier, encoding, Instant.now().plusSeconds(3600));
        }
    }

    static final class Factory implements SpoolingManagerFactory {
        @Override
        public String getName() {
            return "folder";
        }

        @Override
        public SpoolingManager create(Map<String, String> config, SpoolingManagerContext context) {
            return new SpoolFolder(Path.of(config.get("folder")));
        }
    }

    @Override
    public SpooledSegmentHandle create(SpoolingContext context) {
        return Handle.of(UUID.randomUUID().toString(), context.encoding());
    }

    @Override
    public OutputStream createOutputStream(SpooledSegmentHandle handle) throws IOException {
        return Files.newOutputStream(file(handle));
    }

    @Override
    public InputStream openInputStream(SpooledSegmentHandle handle) throws IOException {
        return Files.newInputStream(file(handle));
    }

    @Override
    public void acknowledge(SpooledSegmentHandle handle) throws IOException {
        Files.delete(file(handle));
    }

    @Override
    public Optional<DirectLocation> directLocation(SpooledSegmentHandle handle) {
        return Optional.empty();
    }

    @Override
    public SpooledLocation location(SpooledSegmentHandle handle) {
        return SpooledLocation.coordinatorLocation(
                Slices.utf8Slice(handle.identifier()), Map.of("x-trino-segment-encoding", List.of(handle.encoding())));
    }

    @Override
    public SpooledSegmentHandle handle(Slice identifier, Map<String, List<String>> headers) {
        return Handle.of(identifier.toStringUtf8(), headers.get("x-trino-segment-encoding").get(0));
    }

    @Override
    public boolean isRecoverableException(IOException error) {
        return false;
    }

    private Path file(SpooledSegmentHandle handle) {
        return folder.resolve(handle.identifier());
    }
}
