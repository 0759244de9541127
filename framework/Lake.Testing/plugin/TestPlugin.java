import io.trino.spi.Plugin;
import io.trino.spi.security.PasswordAuthenticatorFactory;
import io.trino.spi.spool.SpoolingManagerFactory;
import java.util.List;

/** What Trino for tests lacks of the plugins of a whole one: passwords in a file, and results spooled to a folder. */
public final class TestPlugin implements Plugin {
    @Override
    public Iterable<PasswordAuthenticatorFactory> getPasswordAuthenticatorFactories() {
        return List.of(new PasswordFile());
    }

    @Override
    public Iterable<SpoolingManagerFactory> getSpoolingManagerFactories() {
        return List.of(new SpoolFolder.Factory());
    }
}
