namespace Lake.Benchmarks;

/// <summary>The result of a run that gives none.</summary>
internal sealed class Nothing : IDisposable
{
    public static readonly Nothing Instance = new();

    public void Dispose()
    {
    }
}
