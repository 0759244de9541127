import io.trino.spi.security.AccessDeniedException;
import io.trino.spi.security.BasicPrincipal;
import io.trino.spi.security.PasswordAuthenticator;
import io.trino.spi.security.PasswordAuthenticatorFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Lines of user:password, as they are. */
final class PasswordFile implements PasswordAuthenticatorFactory {
    @Override
    public String getName() {
        return "file";
    }

    @Override
    public PasswordAuthenticator create(Map<String, String> config) {
        Path file = Path.of(config.get("file.password-file"));
        return (user, password) -> {
            try {
                if (Files.readAllLines(file).contains(user + ":" + password)) {
                    return new BasicPrincipal(user);
                }
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
            throw new AccessDeniedException("Invalid credentials");
        };
    }
}
