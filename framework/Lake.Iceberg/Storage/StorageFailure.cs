using Lake.Text;

namespace Lake.Iceberg.Storage;

/// <summary>What the operating system refused, as a diagnostic.</summary>
public static class StorageFailure
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnLinux = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    public static Diagnostic Describe(string location, Exception failure) => failure switch
    {
        IOException io when io.HResult is NoSpaceOnUnix or QuotaOnLinux or DiskFullOnWindows => IcebergRules.DiskFull.At(
            null, $"There is no space left to write '{location}'.", "free some disk space and run again; nothing was published"),
        _ => IcebergRules.WarehouseUnwritable.At(
            null, $"'{location}' cannot be read or written: {failure.Message}", "check that the folder exists and that you may write there"),
    };

    /// <summary>A left-over that cannot be deleted either harms nobody: its name is hidden and never used again.</summary>
    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
