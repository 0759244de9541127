using System.Globalization;
using System.Text;

namespace Lake.Cli.Logs;

/// <summary>
/// <c>logs/dbt.log</c>: grows from run to run, and is put aside when it is full. It is opened by the first event; where it
/// cannot be, the run goes on without.
/// </summary>
/// <param name="path">Absolute.</param>
/// <param name="most">Bytes from which on a new file is begun; 0 for no limit.</param>
/// <param name="open">How events are written to the file.</param>
internal sealed class LogFile(string path, long most, Func<TextWriter, ILogWriter> open) : ILogWriter
{
    private const int Kept = 5;

    private StreamWriter? _file;
    private ILogWriter? _lines;
    private bool _tried;

    public void Write(LogEvent logEvent)
    {
        if (!_tried)
        {
            _tried = true;
            Open();
        }

        _lines?.Write(logEvent);
    }

    public void Dispose()
    {
        _lines?.Dispose();
        _file?.Dispose();
    }

    private void Open()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            if (most > 0 && new FileInfo(path) is { Exists: true } full && full.Length >= most)
            {
                PutAside();
            }

            _file = new StreamWriter(path, append: true, new UTF8Encoding(false));
            _lines = open(_file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Folders that nobody may write to are no reason to build nothing.
        }
    }

    /// <summary><c>dbt.log</c> becomes <c>dbt.log.1</c>, that <c>dbt.log.2</c>, and the oldest goes.</summary>
    private void PutAside()
    {
        for (var number = Kept - 1; number > 0; number--)
        {
            if (File.Exists(Numbered(number)))
            {
                File.Move(Numbered(number), Numbered(number + 1), overwrite: true);
            }
        }

        File.Move(path, Numbered(1), overwrite: true);
    }

    private string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"{path}.{number}");
}
