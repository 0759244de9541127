using System.Diagnostics;

namespace Lake.Testing;

/// <summary>A server that a judge's <c>start</c> program starts on a free port, with its data in a folder of its own.</summary>
public sealed class JudgeServer : IDisposable
{
    private readonly string _home;
    private readonly TemporaryFolder _data = new();
    private readonly Dictionary<string, string> _facts = [];

    /// <param name="variable">Names the folder with <c>start</c> and <c>stop</c>; without it the calling test is skipped.</param>
    public JudgeServer(string variable, params IEnumerable<string> arguments)
    {
        _home = Judge.At(variable);
        foreach (var line in Run("start", ["--port", "0", "--data", _data["server"], .. arguments]).Split('\n'))
        {
            if (line.Split('=', 2) is [var name, var value])
            {
                _facts[name] = value;
            }
        }
    }

    /// <summary>What <c>start</c> has printed, such as <c>endpoint</c>.</summary>
    public string this[string fact] => _facts[fact];

    public void Stop() => Run("stop", ["--data", _data["server"]]);

    public void Dispose()
    {
        Stop();
        _data.Dispose();
    }

    private string Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(_home, program), arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
    }
}
