using System.Collections.Concurrent;

namespace Lake.Iceberg.Serving;

/// <summary>
/// What was answered to requests with an idempotency key: a client that has lost the answer asks again under the same
/// key, and nothing is done twice. Kept as long as this process lives, at most for <see cref="Lifetime"/>.
/// </summary>
internal sealed class RememberedAnswers
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private const int MostAnswers = 10_000;

    private readonly ConcurrentDictionary<string, (DateTime Since, Lazy<RestAnswer> Answer)> _answers = new(StringComparer.Ordinal);

    /// <summary>The same key with another request is another matter. What failed here, and not because of the request, is tried again.</summary>
    public RestAnswer Answer(RestRequest request, Func<RestAnswer> answer)
    {
        if (request.IdempotencyKey is not { } key || request.Method is "GET" or "HEAD")
        {
            return answer();
        }

        Forget();
        var name = $"{request.Method} {string.Join('/', request.Path)} {key}";
        var given = _answers.GetOrAdd(name, _ => (DateTime.UtcNow, new Lazy<RestAnswer>(answer))).Answer.Value;
        if (given.Status >= 500)
        {
            _answers.TryRemove(name, out _);
        }

        return given;
    }

    private void Forget()
    {
        var oldest = DateTime.UtcNow - Lifetime;
        foreach (var (name, _) in _answers.Where(a => a.Value.Since < oldest || _answers.Count > MostAnswers))
        {
            _answers.TryRemove(name, out _);
        }
    }
}
