using System.Diagnostics;
using System.Globalization;

namespace Lake.Testing;

/// <summary>A PostgreSQL cluster of the tests' own, made with the programs in the folder that <c>LAKE_TEST_POSTGRES</c> names.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "lake";
    private const string Password = "a secret";
    private readonly string _programs;
    private readonly TemporaryFolder _folder = new();

    public PostgresServer()
    {
        _programs = Judge.At("LAKE_TEST_POSTGRES");
        Port = LoopbackListener.FreePort();
        _folder.Write("password", Password);
        if (Environment.IsPrivilegedProcess)
        {
            // It refuses to run as root.
            Run("chown", "-R", "postgres", _folder.Path);
        }

        Postgres("initdb", "-D", _folder["data"], "-U", User, "--pwfile", _folder["password"], "-A", "scram-sha-256", "-E", "UTF8", "--no-sync");
        Start();
    }

    public int Port { get; }

    public string Uri => string.Create(CultureInfo.InvariantCulture, $"postgresql://{User}:{System.Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/postgres");

    public void Start() => Postgres(
        "pg_ctl", "-D", _folder["data"], "-l", _folder["data/log"], "-w", "-o", string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -k {_folder["data"]} -c fsync=off"), "start");

    /// <summary>As a crash does: nothing is finished.</summary>
    public void Kill() => Postgres("pg_ctl", "-D", _folder["data"], "-m", "immediate", "-w", "stop");

    public void Dispose()
    {
        Kill();
        _folder.Dispose();
    }

    private void Postgres(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(_programs, program), .. arguments];
        if (Environment.IsPrivilegedProcess)
        {
            command = ["runuser", "-u", "postgres", "--", .. command];
        }

        Run(command[0], command[1..]);
    }

    private void Run(string program, params string[] arguments)
    {
        // The server keeps its starter's output open, so it is not waited for.
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {process.StandardError.ReadToEnd()}");
        }
    }
}
